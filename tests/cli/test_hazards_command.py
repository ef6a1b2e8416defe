"""polder survival --by: traits that are taken and refused, landmarks, arms; and the figures of R's coxph, cox.zph
and glm for the same tables, where R and its package survival are installed.

Needs POLDER.
"""
import csv
import io
import json
import os
import shutil
import subprocess
import tempfile

from command import SOURCE, finish, says

SCENARIO = """
model: collaboration
seed: 5
{units}
horizon: 60
values:
  trust: {{k_up: {{uniform: [0.05, 0.3]}}, k_expect: {{choice: {{0.08: 1}}}}}}
network: {{members: {{integer: [6, 18]}}}}
record: {{networks: 150, columns: [trust.mean, phase]}}
arms:
  - name: as it is
  - name: brokered
    interventions: [{{use: brokering, start: 3}}]
"""
R = """
suppressMessages(library(survival))
d <- read.csv("ends.csv")
d$time <- ifelse(d$ended == 0, 60, d$ended)
d$event <- d$ended > 0 & d$completed < 0.5
d$id <- d$founding
d$brokered <- as.integer(d$arm == "brokered")
f <- coxph(Surv(time, event) ~ between.trust + network.members + brokered + cluster(id), d, ties = "efron",
           robust = TRUE, control = coxph.control(eps = 1e-11, toler.chol = 1e-13))
z <- cox.zph(coxph(Surv(time, event) ~ between.trust + network.members + brokered, d, ties = "efron"))$table
out <- data.frame(coefficient = coef(f), error = sqrt(diag(f$naive.var)), robust_error = sqrt(diag(f$var)),
                  zph = z[1:3, 1], zph_p = z[1:3, 3])
m <- d[rep(seq_len(nrow(d)), d$time), ]
m$t <- sequence(d$time)
m$y <- as.integer(m$event & m$t == m$time)
m <- m[m$t %in% unique(m$t[m$y == 1]), ]
g <- glm(y ~ factor(t) - 1 + between.trust + network.members + brokered, binomial("cloglog"), m,
         control = glm.control(1e-15, 100))
names <- c("between.trust", "network.members", "brokered")
out$cloglog <- coef(g)[names]
out$cloglog_error <- sqrt(diag(summary(g)$cov.unscaled))[names]
write.csv(format(out, digits = 12), "r.csv", row.names = FALSE)
"""


def run(name, units, more=""):
    with open("s.yaml", "w") as file:
        file.write(SCENARIO.format(units=units) + more)
    says("run", "s.yaml", "-o", name, "--quiet", "--overwrite")


def by(names, *more, name="many.h5"):
    return json.loads(says("survival", name, "--by", names, "--json", *more))


def check_refused():
    for names, more, what in (
            ("trust.mean@12", (), "--landmark 12"),
            ("trust.mean@24", ("--landmark", "12"), "behind the landmark"),
            ("trust.mean", (), "trust.mean@12"),
            ("success", (), "what networks become"),
            ("ended", (), "what networks become"),
            ("completed", (), "what networks become"),
            ("betwen.trust", (), "between.trust"),
            ("between.trust", ("--landmark", "60"), "before the end"),
            ("between.trust", ("--reason", "boredom"), "no reason boredom"),
            ("arm", ("--arm", "brokered"), "one arm"),
            ("trust.mean@x", ("--landmark", "12"), "behind the @"),
            ("alive@12", ("--landmark", "12"), "is 1 of all that count"),
            ("alive@6", ("--landmark", "12"), "is 1 of all that count"),
            ("momentum@12", ("--landmark", "12"), "not recorded"),
            (",", (), "no trait")):
        message = says("survival", "many.h5", "--by", names, *more, code=2)
        assert what in message, (names, message)
    assert "go with --by" in says("survival", "many.h5", "--landmark", "12", code=2)


def check_landmark():
    without, far = by("between.trust"), by("between.trust,trust.mean", "--landmark", "30")
    alive = [r for r in csv.DictReader(io.StringIO(says("export", "many.h5", "--summary")))
             if float(r["ended"]) == 0 or float(r["ended"]) > 30]
    assert without["gone"] == 0 and far["gone"] == 360 - len(alive) > 0, (far["gone"], len(alive))
    recorded = sum(int(r["replicate"]) < 150 for r in alive)
    assert far["reasons"][0]["networks"] == recorded and far["without_value"] == len(alive) - recorded
    same = by("between.trust,trust.mean@30", "--landmark", "30")
    assert same["reasons"][1]["traits"][1]["coefficient"] == far["reasons"][1]["traits"][1]["coefficient"]
    words = says("survival", "many.h5", "--by", "trust.mean@30", "--landmark", "30")
    assert "foretells its end" in words and "Landmark 30" in words, words


def check_who_does_not_count():
    """An arm that is run until the landmark has not ended there, nor has a network in which it came to what is asked."""
    run("brief.h5", "replicates: 60", "  - {name: brief, horizon: 12}\nobserve: {low: {first: trust.mean < 0.5}}\n")
    ends = list(csv.DictReader(io.StringIO(says("export", "brief.h5", "--summary"))))
    for more, name in (((), None), (("--first", "low"), "low")):
        came = [r for r in ends if name and r[name] and 0 < float(r[name]) <= 12]
        ended = [r for r in ends if r not in came and 0 < float(r["ended"]) <= 12]
        unseen = [r for r in ends if r["arm"] == "brief" and r not in came and r not in ended]
        said = by("between.trust", "--landmark", "12", *more, name="brief.h5")
        assert said["gone"] == len(came) + len(ended) + len(unseen), (said["gone"], len(came), len(ended), len(unseen))
        assert [said["came_before"], said["not_followed"]] == [len(came), len(unseen)], (said, len(came), len(unseen))
        words = " ".join(says("survival", "brief.h5", "--by", "between.trust", "--landmark", "12", *more).split())
        assert f"Landmark 12: {len(ended)} network" in words and f"{len(unseen)} networks were not followed" in words, words
        assert (f"In {len(came)} networks it had come" in words) == bool(name) and unseen and bool(came) == bool(name), words


def check_words():
    english = says("survival", "many.h5", "--by", "between.trust,arm,trust.k_up")
    dutch = says("--lang", "nl", "survival", "many.h5", "--by", "between.trust,arm", "--reason", "ended")
    assert "arm=brokered" in english and "steady" in english and "30 of them" in english, english
    assert "anders geëindigd: risicoverhoudingen" in dutch and "completed" not in dutch, dutch
    assert max(map(len, english.splitlines())) <= 80
    table = list(csv.DictReader(io.StringIO(says("survival", "many.h5", "--by", "between.trust,arm", "--csv"))))
    assert [(r["reason"], r["trait"]) for r in table] == [
        (reason, trait) for reason in ("completed", "ended", "any") for trait in ("between.trust", "arm=brokered")]
    each = by("between.trust,arm")["reasons"]
    assert each[2]["events"] == each[0]["events"] + each[1]["events"] and "good" not in each[2], each
    assert "ended for any reason" in english
    assert "any reason" not in says("survival", "many.h5", "--by", "arm", "--reason", "ended")
    constant = by("between.trust,trust.k_expect")["reasons"][1]
    assert constant["fit"] == "constant" and constant["trait"] == "trust.k_expect", constant
    again = by("between.trust,between.trust")["reasons"][1]
    assert again["fit"] == "collinear" and again["traits"][1]["coefficient"] is None, again


def check_few():
    """Nobody is told an interval or a p of a handful of ends; and pooled arms are said."""
    run("few.h5", "replicates: 12")
    names = "between.trust,network.members"
    few = [r for r in by(names, name="few.h5")["reasons"] if r["few_events"]]
    assert few and all(r["fit"] == "good" and 0 < r["events"] < 20 for r in few), few
    english = " ".join(says("survival", "few.h5", "--by", names, "--reason", few[0]["reason"]).split())
    assert f"Only {few[0]['events']} of {few[0]['networks']} networks ended so: too few" in english, english
    assert "intervals" not in english and " to " not in english.split("hazard ratio")[-1].split("A ratio")[0], english
    assert "all 2 arms are taken together" in english, english
    one = says("survival", "few.h5", "--by", names, "--arm", "brokered")
    assert "taken together" not in one, one
    assert "taken together" not in says("survival", "many.h5", "--by", names + ",arm")
    many = by(names)["reasons"]
    assert all(r["few_events"] == (r["fit"] == "good" and r["events"] < 20) for r in many), many
    assert not all(r["few_events"] for r in many)


def check_r():
    with open("ends.csv", "w") as file:
        file.write(says("export", "many.h5", "--summary"))
    have = shutil.which("Rscript") and subprocess.run(["Rscript", "-e", "library(survival)"],
                                                      capture_output=True).returncode == 0
    if not have:
        print("not compared with R: Rscript or its package survival is not installed")
        return
    subprocess.run(["Rscript", "-e", R], check=True, capture_output=True)
    mine = by("between.trust,network.members,arm")["reasons"][1]["traits"]
    with open("r.csv") as file:
        for ours, row in zip(mine, csv.DictReader(file), strict=True):
            for key, text in row.items():
                assert abs(ours[key] - float(text)) <= 1e-6 * abs(float(text)), (ours["trait"], key, ours[key], text)


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    shutil.copytree(os.path.join(SOURCE, "scenarios", "interventions"), "interventions")
    run("many.h5", "foundings: 30\nfutures: 6")
    check_refused()
    check_landmark()
    check_who_does_not_count()
    check_words()
    check_few()
    check_r()
finish()
