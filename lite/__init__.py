"""Python in the reader's browser: builds the folder ``lite/`` of the site (``python -m lite``).

JupyterLite and Pyodide, the project's wheel and the notebooks, all from the book's own address.
What is fetched for it stands in ``files.yml``, each file with the hash that it must have:

- :mod:`lite.fetch` gets a file from the first source that has it with that hash;
- :mod:`lite.engine` puts Pyodide, its packages and their lock together;
- :mod:`lite.wheels` takes out of a wheel what nobody needs here;
- :mod:`lite.contents` says which notebooks there are;
- :mod:`lite.pages` finishes the pages: their policy, what they weigh;
- :mod:`lite.build` runs the steps, and holds what came out against what was asked for.
"""
