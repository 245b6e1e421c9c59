//! When the collector runs must not show: a run with cloned tables and one with reused tables spend the same fuel.

use super::Edit;

pub(super) const EDITS: &[Edit] = &[
    Edit {
        name: "collecting is paid by what is allocated, so that its timing does not show",
        file: "lgc.h",
        find: "{ pre; luaC_step(L); pos;};",
        replace: "{ int64_t fuel_ = mt_fuel; pre; luaC_step(L); mt_fuel = fuel_; pos;};",
    },
    Edit {
        name: "a short string costs the same whether a dead one is found again or a new one is made",
        file: "lstring.c",
        find: "    return internshrstr(L, str, l);",
        replace: "  {\n    int64_t had_ = mt_fuel;\n    TString *ts_ = internshrstr(L, str, l);\n    int64_t spent_ = had_ - mt_fuel; /* a long chain is an attack, and is paid */\n    mt_fuel = had_ - (spent_ > 64 ? spent_ : 2);\n    return ts_;\n  }",
    },
    Edit {
        name: "the table of strings grows when the collector lets it",
        file: "lstring.c",
        find: "  if (tb->size <= MAXSTRTB / 2)  /* can grow string table? */\n    luaS_resize(L, tb->size * 2);",
        replace: "  if (tb->size <= MAXSTRTB / 2) {  /* can grow string table? */\n    int64_t had_ = mt_fuel;\n    luaS_resize(L, tb->size * 2);\n    mt_fuel = had_;\n  }",
    },
    Edit {
        name: "the cache of C strings is cleared by the collector",
        file: "lstring.c",
        find: "  p[0] = luaS_newlstr(L, str, strlen(str));\n  return p[0];",
        replace: "  {\n    int64_t had_ = mt_fuel;\n    p[0] = luaS_newlstr(L, str, strlen(str));\n    mt_fuel = had_;\n  }\n  return p[0];",
    },
    Edit {
        name: "the collector leaves stacks as they are, so that growing one can be paid; errors shrink them",
        file: "lgc.c",
        find: "    if (!g->gcemergency)\n      luaD_shrinkstack(th); /* do not change stack in emergency cycle */\n",
        replace: "",
    },
];
