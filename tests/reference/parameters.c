/* parameters.c: the tables and the default values of the prototype, as in docs/odd.md. */
#include "model.h"

/* clang-format off */
/*                             con  dis  vis  str  pro  ref  bro  med  ins  hom  qui  onb  reb  foc  lan  mon */
const double prototype_style[5][LEVERS] = {
    /* relation builder    */ { .5,  .3,  .0,  .0,  .0,  .1,  .3,  .1,  .0,  .0,  .0,  .0,  .0,  .0,  .0,  .0 },
    /* designer            */ { .0,  .1,  .1,  .4,  .5,  .2,  .0,  .0,  .2,  .0,  .0,  .0,  .0,  .0,  .0,  .0 },
    /* champion            */ { .0,  .1,  .5,  .0,  .0,  .1,  .1,  .0,  .0,  .4,  .0,  .0,  .0,  .0,  .0,  .0 },
    /* shaper              */ { .2,  .0,  .4,  .4,  .0,  .1,  .0,  .0,  .0,  .0,  .2,  .0,  .0,  .0,  .0,  .0 },
    /* negotiator          */ { .1,  .0,  .0,  .1,  .2,  .0,  .2,  .4,  .0,  .0,  .1,  .0,  .3,  .0,  .0,  .0 } };

/* capacity, needs of trust and consensus, competence, ownership, slowness, overhead */
const Form prototype_forms[4] = {
    {  8, .50, .40, .30, .75, .35, 0.00 },
    { 13, .15, .20, .50, .50, .15, 0.35 },
    { 26, .30, .35, .80, .56, .10, 1.10 },
    { 30, .45, .15, .15, .80, .05, 0.00 } };

const double prototype_load[5] = { 0.20, 0.30, 0.45, 0.75, 1.00 };

const Params prototype_defaults = {
    .n_min = 6, .n_max = 18, .degree = 4, .rewiring = 0.2, .between = 1.15, .horizon = 60,
    .spread = 0.72, .personal = 0.35, .psi = 0.4, .sd_capacity = 0.5, .loyalty = 0.5, .sd_loyalty = 0.12,
    .support = 0.6, .sd_support = 0.12, .skill = 0.6, .sd_skill = 0.15, .role = 0.5, .sd_role = 0.2,
    .culture = 0.5, .sd_culture = 0.25, .ownership = 0.6,
    .trust = 0.45, .vigilance = 0.4, .sd_vigilance = 0.1, .asymmetry = 0.65, .sd_asymmetry = 0.1, .lock = 0.2,
    .expectation = 0.5, .contribution = 0.5,
    .form = SHARED, .effort = 0.3, .centrality = 0.5, .style = 0, .k_own = 0.06,
    .p_shock = 0.03, .shock_months = 4, .shock_hit = 0.3, .k_adapt = 0.06,
    .time_pressure = 0.3, .attention = 5, .gamma = 0.7,
    .transparency = 0.53, .k_u = 0.235, .k_forget = 0.02, .k_ambition = 0.12, .k_position = 0.2, .sigma0 = 0.86,
    .integrative = 0.5,
    .organised0 = 0.25, .k_boundary = 0.13, .rules = 0.5,
    .b0 = -0.7, .b_align = 1.5, .b_trust = 2.4, .b_loyalty = 1.0, .b_reciprocity = 3.4, .b_balance = 0.5,
    .b_support = 1.2, .b_vigilance = 1.0, .b_momentum = 0.8, .b_ownership = 0.8, .k_contribution = 0.3,
    .h0 = 0.009, .h_asym = 1.2, .h_opaque = 0.8, .h_lock = 1.0, .h_loyal = 1.2, .h_balance = 1.5, .h_trust = 2,
    .h_system = 1.2, .sev = 0.6, .take = 0.5, .det0 = 0.18, .rumour = 0.4,
    .synergy = 5.2, .coordination = 0.16, .breadth = 0.5, .task_need = 0.4, .complementarity = 1.2,
    .vigilance_cost = 0.2, .autonomy_cost = 0.095, .equal = 0.5, .power_share = 0.2, .funding = 0, .debt_cost = 0.2,
    .k_up = 0.11, .k_down = 0.25, .k_fade = 0.02, .v_up = 0.19, .v_down = 0.055, .gain = 3, .bias = 1.05,
    .inflate = 0.033, .k_expect = 0.08, .envy = 0.5, .informal = 0.3,
    .k_loyalty = 0.06, .k_support = 0.10, .turnover = 0.006, .inherit = 0.4,
    .e0 = -5.0, .e_balance = 3.7, .e_align = 1.5, .e_trust = 1.5, .e_support = 1.5, .e_momentum = 0.4, .e_lock = 1.0,
    .e_pressure = 1.5, .pressure = 0.2, .p_entry = 0.04,
    .k_phase = 0.53, .haste = 0.35, .momentum0 = 0.9, .k_momentum = 0.05, .k_system = 0.06, .goal = 0.6,
    .start = 3,
};
