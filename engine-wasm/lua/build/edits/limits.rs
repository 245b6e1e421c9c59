//! Leaving the VM: where fuel is spent at its heart, and what happens when it or memory is gone.

use super::Edit;

pub(super) const EDITS: &[Edit] = &[
    Edit {
        name: "each instruction costs one fuel",
        file: "lvm.c",
        find: "  i = *(pc++); \\\n}",
        replace: "  i = *(pc++); \\\n  MT_INSTRUCTION(L) \\\n}",
    },
    Edit {
        name: "out of memory leaves the VM: no handler of the script sees it",
        file: "ldo.c",
        find: "l_noret luaD_throw (lua_State *L, int errcode) {\n",
        replace: "l_noret luaD_throw (lua_State *L, int errcode) {\n  if (errcode == LUA_ERRMEM) mt_exit(L, MT_MEMORY_LIMIT);\n  int64_t cost_ = MT_THROW + MT_THROW_MATCH * (int64_t)mt_match_depth + MT_THROW_DEPTH * (int64_t)getCcalls(L);\n  mt_match_depth = 0;\n  if (L->errorJmp) cost_ += MT_THROW_LEVEL * (int64_t)(getCcalls(L) - L->errorJmp->calls);\n  mt_spend(L, cost_);\n",
    },
    Edit {
        name: "how deep in C an error is caught",
        file: "ldo.c",
        find: "  volatile int status;  /* error code */\n};",
        replace: "  volatile int status;  /* error code */\n  l_uint32 calls;  /* C calls when it was set */\n};",
    },
    Edit {
        name: "how deep in C a pcall or resume is",
        file: "ldo.c",
        find: "  lj.status = LUA_OK;\n",
        replace: "  lj.status = LUA_OK;\n  lj.calls = getCcalls(L);\n",
    },
    Edit {
        name: "a stack that finds no memory is no error a script can catch",
        file: "ldo.c",
        find: "    if (raiseerror)\n      luaM_error(L);\n    else return 0;  /* do not raise an error */\n",
        replace: "    luaM_error(L);\n",
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
