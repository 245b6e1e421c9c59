//! Named edits to Lua's sources. Each must match exactly once, else the build fails:
//! a new Lua release can never be half patched.

use std::fs;
use std::path::Path;

struct Edit {
    /// What the edit is for.
    name: &'static str,
    file: &'static str,
    find: &'static str,
    replace: &'static str,
}

const EDITS: &[Edit] = &[
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
        replace: "  lua_assert(!g->gcemergency);\n  mt_spend(L, gettotalbytes(g) / 32);\n  g->gcemergency = isemergency;",
    },
    Edit {
        name: "finalizers have no effect",
        file: "lgc.c",
        find: "  if (tofinalize(o) ||                 /* obj. is already marked... */",
        replace: "  if (1 || tofinalize(o) ||                 /* obj. is already marked... */",
    },
    Edit {
        name: "weak tables are strong",
        file: "lgc.c",
        find: "  const TValue *mode = gfasttm(g, h->metatable, TM_MODE);",
        replace: "  const TValue *mode = NULL;",
    },
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
        name: "the line of a syntax error, as a number",
        file: "llex.c",
        find: "  msg = luaG_addinfo(ls->L, msg, ls->source, ls->linenumber);\n",
        replace: "  mt_syntax_line(ls->L, ls->linenumber);\n  msg = luaG_addinfo(ls->L, msg, ls->source, ls->linenumber);\n",
    },
    Edit {
        name: "math.random starts from the run's seed",
        file: "lmathlib.c",
        find: "  lua_Unsigned seed1 = (lua_Unsigned)time(NULL);\n  lua_Unsigned seed2 = (lua_Unsigned)(size_t)L;",
        replace: "  lua_Unsigned seed1 = mt_seed(L);\n  lua_Unsigned seed2 = 0;",
    },
    Edit {
        name: "no collectgarbage, no dofile",
        file: "lbaselib.c",
        find: "  {\"collectgarbage\", luaB_collectgarbage},\n  {\"dofile\", luaB_dofile},\n",
        replace: "",
    },
    Edit {
        name: "no loadfile, no load",
        file: "lbaselib.c",
        find: "  {\"loadfile\", luaB_loadfile},\n  {\"load\", luaB_load},\n",
        replace: "",
    },
    Edit {
        name: "print is the host's, warn is not there",
        file: "lbaselib.c",
        find: "  {\"print\", luaB_print},\n  {\"warn\", luaB_warn},\n",
        replace: "  {\"print\", mt_print},\n",
    },
    Edit { name: "no string.dump", file: "lstrlib.c", find: "  {\"dump\", str_dump},\n", replace: "" },
    Edit {
        name: "%p is refused",
        file: "lstrlib.c",
        find: "        case 'p': {\n          const void *p = lua_topointer(L, arg);\n",
        replace: "        case 'p': {\n          const void *p = NULL;\n          luaL_error(L, \"'%%p' is not available: addresses differ from run to run\");\n",
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

/// Copies Lua's files to `to` with every edit made.
///
/// # Panics
/// When an edit does not match exactly once.
pub(crate) fn copy_and_edit(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the build folder can be written");
    for entry in fs::read_dir(from).expect("Lua's sources can be listed") {
        let path = entry.expect("Lua's sources can be listed").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("plain file names");
        let mut text = fs::read_to_string(&path).expect("Lua's sources are text");
        for edit in EDITS.iter().filter(|edit| edit.file == name) {
            let found = text.matches(edit.find).count();
            assert!(found == 1, "edit {:?} matches {found} times in {name}", edit.name);
            text = text.replacen(edit.find, edit.replace, 1);
        }
        fs::write(to.join(name), text).expect("the build folder can be written");
    }
    for edit in EDITS {
        assert!(from.join(edit.file).is_file(), "edit {:?}: no {}", edit.name, edit.file);
    }
}
