/* parameters.c: the tables and the default values of the prototype, as in docs/odd.md. */
#include "prototype/model.h"

/* clang-format off */
/*                             con  dis  vis  str  pro  ref  bro  med  ins  hom  qui  onb  reb  foc  lan  mon  bac */
const double prototype_style[5][LEVERS] = {
    /* relation builder    */ { .5,  .3,  .0,  .0,  .0,  .1,  .3,  .1,  .0,  .0,  .0,  .0,  .0,  .0,  .0,  .0,  .0 },
    /* designer            */ { .0,  .1,  .1,  .4,  .5,  .2,  .0,  .0,  .2,  .0,  .0,  .0,  .0,  .0,  .0,  .0,  .0 },
    /* champion            */ { .0,  .1,  .5,  .0,  .0,  .1,  .1,  .0,  .0,  .4,  .0,  .0,  .0,  .0,  .0,  .0,  .0 },
    /* shaper              */ { .2,  .0,  .4,  .4,  .0,  .1,  .0,  .0,  .0,  .0,  .2,  .0,  .0,  .0,  .0,  .0,  .0 },
    /* negotiator          */ { .1,  .0,  .0,  .1,  .2,  .0,  .2,  .4,  .0,  .0,  .1,  .0,  .3,  .0,  .0,  .0,  .0 } };

/* Days a month that a lever asks of each partner. */
const double prototype_days[LEVERS] =
                              { .7,  .5,  .8,  .8,  .7,  .7,  .5,  .5,  .8,  .8,  .6,  .4,  .5,  .4,  .5,  .5,  .4 };

/* capacity, needs of trust and consensus, competence, ownership, slowness, overhead, stands in */
const Form prototype_forms[4] = {
    {  7, .75, .65, .30, .75, .40, 0.00, .00 },
    { 11, .10, .10, .50, .52, .15, 0.25, .72 },
    { 26, .30, .35, .80, .65, .08, 0.60, .25 },
    {  9, .60, .20, .15, .80, .05, 0.00, .00 } };

const double prototype_load[PHASES] = { 0.20, 0.30, 0.45, 0.75, 1.00 };

/* The values are those of the engine; some were set with a look at the published facts. */
const Params prototype_defaults = {
    .n_min = 6, .n_max = 18, .degree = 4, .rewiring = 0.2, .between = 1.42, .horizon = 60,
    .spread = 0.72, .personal = 0.35, .psi = 0.4, .sd_capacity = 0.5, .loyalty = 0.5, .sd_loyalty = 0.12,
    .support = 0.6, .sd_support = 0.12, .skill = 0.6, .sd_skill = 0.15, .role = 0.5, .sd_role = 0.2,
    .culture = 0.5, .sd_culture = 0.25, .ownership = 0.6, .contribution = 0.5,
    .trust = 0.45, .sd_trust = 0.08, .trust_fit = 0.5, .vigilance = 0.4, .sd_vigilance = 0.1,
    .asymmetry = 0.65, .sd_asymmetry = 0.1, .lock = 0.2, .sd_lock = 0.1, .expectation = 0.5, .history = 0.03,
    .form = SHARED, .effort = 0.3, .centrality = 0.5, .style = 0, .k_own = 0.06, .concreteness = 0.5,
    .circle = 1, .lean = 1, .tact = 0.05,
    .days = 2.3, .limit = 2, .meeting = 0.2, .work = 1.5, .levers = 0.8,
    .p_shock = 0.03, .shock_months = 4, .shock_hit = 0.3, .shift = 0.15, .k_adapt = 0.06, .p_chance = 0.02,
    .time_pressure = 0.3, .led = 0.63, .attention = 5, .gamma = 0.6, .choice = 0.75, .habit = 0.7, .relay = 1.6,
    .transparency = 0.53, .k_u = 0.235, .k_forget = 0.02, .k_ambition = 0.12, .k_position = 0.2, .sigma0 = 0.86,
    .integrative = 0.5, .first_idea = 0.4, .imposed = 0, .position = 0.82, .culture_gap = 1.2,
    .organised0 = 0.25, .k_boundary = 0.13, .rules = 0.5,
    .most = 0.88, .pretence = 0.125, .norm = 1.45, .k_contribution = 0.25, .hope = 0.33, .reciprocity = 1, .least_will = 0.08,
    .h0 = 0.009, .h_asym = 0.9, .h_opaque = 0.5, .h_lock = 1.0, .h_loyal = 1.2, .h_balance = 1.5, .h_trust = 2,
    .h_system = 1.2, .congruence = 2.8, .reputation = 4.5, .sev = 0.6, .take = 0.5, .det0 = 0.18, .rumour = 0.78,
    .deceit = 0.45, .base = 0.0125, .relapse = 0.15, .scarcity = 0.5, .power = 0.6,
    .synergy = 1.57, .pieces = 6, .duos = 0.2, .alone = 0.1, .coordination = 0.5, .breadth = 0.5, .task_need = 0.4,
    .complementarity = 1.2, .vigilance_cost = 0.2, .autonomy_cost = 0.15, .equal = 0.3, .power_share = 0.12,
    .elsewhere = 0.19, .price = 0.02, .grab = 1.1, .least_met = 0.08,
    .k_up = 0.11, .k_down = 0.25, .k_fade = 0.02, .v_up = 0.19, .v_down = 0.055, .gain = 3, .bias = 1.05,
    .inflate = 0.033, .k_expect = 0.08, .envy = 0.5, .informal = 0.3, .forgive = 4.2,
    .k_loyalty = 0.06, .k_support = 0.10, .turnover = 0.0042, .inherit = 0.4, .home_claim = 0.05,
    .e0 = -7.05, .e_will = 1.3, .e_loss = 3.0, .e_peers = 9, .e_split = 4.7, .e_voice = 1, .e_exposed = 1.2,
    .e_closure = 1.7, .e_lock = 1.0, .e_pressure = 1.5, .pressure = 0.2, .p_entry = 0.04,
    .camps = 0.9, .least = 3, .least_share = 0.5, .finish = 0.004,
    .k_work = 0.31, .wear = 0.034, .complacency = 0.95, .haste = 0.3, .momentum0 = 0.9, .perspective0 = 0.8,
    .k_momentum = 0.07, .k_system = 0.06, .fade = 0.021, .round = 30, .goal = 28,
    .compromise = 0.75, .win_lose = 0.25, .pseudo = 0.25,
    .start = 3,
};
