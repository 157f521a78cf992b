"""Numbers about answers and marks: scores, agreement, what a browser keeps of them."""
