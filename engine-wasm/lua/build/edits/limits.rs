//! Leaving the VM: where fuel is spent at its heart, and what happens when it or memory is gone.

use super::Edit;

pub(super) const EDITS: &[Edit] = &[
    Edit {
        name: "each instruction costs one fuel",
        file: "lvm.c",
        find: "  i = *(pc++); \\\n}",
        replace: "  i = *(pc++); \\\n  if (l_unlikely(--mt_fuel < 0)) { savepc(L); mt_exit(L, MT_INSTRUCTION_LIMIT); } \\\n}",
    },
    Edit {
        name: "out of memory leaves the VM: no handler of the script sees it",
        file: "ldo.c",
        find: "l_noret luaD_throw (lua_State *L, int errcode) {\n",
        replace: "l_noret luaD_throw (lua_State *L, int errcode) {\n  if (errcode == LUA_ERRMEM) mt_exit(L, MT_MEMORY_LIMIT);\n",
    },
    Edit {
        name: "no abort",
        file: "ldo.c",
        find: "      abort();",
        replace: "      __builtin_trap();",
    },
    Edit {
        name: "a full collection costs by the heap's size",
        file: "lgc.c",
        find: "  lua_assert(!g->gcemergency);\n  g->gcemergency = isemergency;",
        replace: "  lua_assert(!g->gcemergency);\n  mt_spend(L, gettotalbytes(g) / 8);\n  g->gcemergency = isemergency;",
    },
    Edit {
        name: "the line of a syntax error, as a number",
        file: "llex.c",
        find: "  msg = luaG_addinfo(ls->L, msg, ls->source, ls->linenumber);\n",
        replace: "  mt_syntax_line(ls->L, ls->linenumber);\n  msg = luaG_addinfo(ls->L, msg, ls->source, ls->linenumber);\n",
    },
    Edit {
        name: "the line the compiler has read to, for errors that have none",
        file: "llex.c",
        find: "  ls->lastline = ls->linenumber;\n",
        replace: "  ls->lastline = ls->linenumber;\n  mt_syntax_line(ls->L, ls->linenumber);\n",
    },
];
