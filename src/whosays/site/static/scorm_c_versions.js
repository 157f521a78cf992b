// What the versions of SCORM call things, and how each writes answers, results and times.
(() => {
  const { whosays } = window;

  const clock = (seconds) => [
    Math.floor(seconds / 3600),
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ];

  // As 0001:59:09, of any length.
  const hours = (seconds) =>
    clock(seconds)
      .map((part, n) => String(part).padStart(n === 0 ? 4 : 2, "0"))
      .join(":");

  function duration(seconds) {
    const [hour, minute, second] = clock(seconds);
    return `PT${hour}H${minute}M${second}S`;
  }

  const MOST = 10; // texts of one answer
  const LONGEST = 250; // characters of each

  // Without the commas in a text: some platforms divide at each.
  function bracketed(texts) {
    const all = [...texts.slice(0, MOST - 1), texts.slice(MOST - 1).join("; ")].filter(Boolean);
    return all.map((text) => text.replaceAll(",", "").slice(0, LONGEST)).join("[,]");
  }

  const scoresBelow = (place, score) => [
    [`${place}.min`, 0],
    [`${place}.max`, 100],
    [`${place}.raw`, score],
  ];

  // One field for both: passed and failed are for platforms that say from where on.
  const STATUS = "cmi.core.lesson_status";
  function tellStatus(platform, isDone, score) {
    const least = platform.read("cmi.student_data.mastery_score");
    const verdict = score >= Number(least) ? "passed" : "failed";
    const done = least === "" ? "completed" : verdict;
    return platform.write(STATUS, isDone ? done : "incomplete");
  }

  const COMPLETION = "cmi.completion_status";
  function tellCompletion(platform, isDone, score) {
    const least = platform.read("cmi.scaled_passing_score");
    if (isDone && least !== "") {
      platform.write("cmi.success_status", score / 100 >= Number(least) ? "passed" : "failed");
    }
    return platform.write(COMPLETION, isDone ? "completed" : "incomplete");
  }

  // `room` is for what is kept, `longest` for an answer, both in characters.
  whosays.versions = {
    1.2: {
      api: "API",
      calls: {
        start: "LMSInitialize",
        read: "LMSGetValue",
        write: "LMSSetValue",
        save: "LMSCommit",
        end: "LMSFinish",
      },
      room: 4096,
      longest: 255,
      exit: "cmi.core.exit",
      time: "cmi.core.session_time",
      response: "student_response",
      when: "time",
      text: "fill-in",
      wrong: "wrong",
      texts: (all) => all.join("; "),
      comma: ",",
      dot: ".",
      duration: hours,
      moment: (at) => new Date(at).toTimeString().slice(0, 8),
      scores: (score) => scoresBelow("cmi.core.score", score),
      wasDone: ({ read }) => /^(completed|passed|failed)$/.test(read(STATUS)),
      tellStatus,
    },
    2004: {
      api: "API_1484_11",
      calls: {
        start: "Initialize",
        read: "GetValue",
        write: "SetValue",
        save: "Commit",
        end: "Terminate",
      },
      room: 64_000,
      longest: 4000,
      exit: "cmi.exit",
      time: "cmi.session_time",
      response: "learner_response",
      when: "timestamp",
      text: "long-fill-in",
      wrong: "incorrect",
      texts: bracketed,
      comma: "[,]",
      dot: "[.]",
      duration,
      moment: (at) => `${new Date(at).toISOString().slice(0, 19)}.0Z`,
      scores: (score) => [...scoresBelow("cmi.score", score), ["cmi.score.scaled", score / 100]],
      wasDone: ({ read }) => read(COMPLETION) === "completed",
      tellStatus: tellCompletion,
    },
  };
})();
