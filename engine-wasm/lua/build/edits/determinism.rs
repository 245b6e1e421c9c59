//! Same script, same bytes: nothing of an address, a clock or a chance is visible.

use super::Edit;

pub(super) const EDITS: &[Edit] = &[
    Edit {
        name: "a table knows its serial number and, if it is a bar, which",
        file: "lobject.h",
        find: "  struct Table *metatable;\n  GCObject *gclist;\n} Table;",
        replace: "  struct Table *metatable;\n  GCObject *gclist;\n  unsigned int serial;\n  unsigned int bar;  /* index of the bar + 1; 0 = not a bar */\n} Table;",
    },
    Edit {
        name: "a closure knows its serial number",
        file: "lobject.h",
        find: "\tCommonHeader; lu_byte nupvalues; GCObject *gclist\n",
        replace: "\tCommonHeader; lu_byte nupvalues; unsigned int serial; GCObject *gclist\n",
    },
    Edit {
        name: "a coroutine knows its serial number",
        file: "lstate.h",
        find: "  volatile l_signalT hookmask;\n};",
        replace: "  volatile l_signalT hookmask;\n  unsigned int serial;\n};",
    },
    Edit {
        name: "objects are numbered in the order of their making",
        file: "lstate.h",
        find: "  void *ud_warn;         /* auxiliary data to 'warnf' */\n} global_State;",
        replace: "  void *ud_warn;         /* auxiliary data to 'warnf' */\n  unsigned int serial;\n} global_State;",
    },
    Edit {
        name: "number a table",
        file: "ltable.c",
        find: "  t->metatable = NULL;\n  t->flags",
        replace: "  t->metatable = NULL;\n  t->serial = ++G(L)->serial;\n  t->bar = 0;\n  t->flags",
    },
    Edit {
        name: "number a C closure",
        file: "lfunc.c",
        find: "  CClosure *c = gco2ccl(o);\n",
        replace: "  CClosure *c = gco2ccl(o);\n  c->serial = ++G(L)->serial;\n",
    },
    Edit {
        name: "number a Lua closure",
        file: "lfunc.c",
        find: "  LClosure *c = gco2lcl(o);\n",
        replace: "  LClosure *c = gco2lcl(o);\n  c->serial = ++G(L)->serial;\n",
    },
    Edit {
        name: "number the main coroutine",
        file: "lstate.c",
        find: "  preinit_thread(L, g);\n",
        replace: "  preinit_thread(L, g);\n  g->serial = 1;\n  L->serial = 1;\n",
    },
    Edit {
        name: "number a coroutine",
        file: "lstate.c",
        find: "  preinit_thread(L1, g);\n",
        replace: "  preinit_thread(L1, g);\n  L1->serial = ++g->serial;\n",
    },
    Edit {
        name: "objects hash by serial number, so that pairs() never shows an address",
        file: "ltable.c",
        find: "      GCObject *o = gcvalue(key);\n      return hashpointer(t, o);",
        replace: "      return hashmod(t, mt_serial(gcvalue(key)));",
    },
    Edit {
        name: "built-in functions hash alike",
        file: "ltable.c",
        find: "      lua_CFunction f = fvalue(key);\n      return hashpointer(t, f);",
        replace: "      return hashmod(t, 0);",
    },
    Edit {
        name: "math.random starts from the run's seed",
        file: "lmathlib.c",
        find: "  lua_Unsigned seed1 = (lua_Unsigned)time(NULL);\n  lua_Unsigned seed2 = (lua_Unsigned)(size_t)L;",
        replace: "  lua_Unsigned seed1 = mt_seed(L);\n  lua_Unsigned seed2 = 0;",
    },
    Edit {
        name: "tostring shows no address",
        file: "lauxlib.c",
        find: "        lua_pushfstring(L, \"%s: %p\", kind, lua_topointer(L, idx));",
        replace: "        lua_pushfstring(L, \"%s\", kind);",
    },
    Edit {
        name: "a number that is not one prints as nan",
        file: "lobject.c",
        find: "    len = lua_number2str(buff, MAXNUMBER2STR, fltvalue(obj));",
        replace: "    len = lua_number2str(buff, MAXNUMBER2STR, mt_plain(fltvalue(obj)));",
    },
];
