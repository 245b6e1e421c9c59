//! What a script does not get.

use super::Edit;

pub(super) const EDITS: &[Edit] = &[
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
    Edit {
        name: "no string.dump",
        file: "lstrlib.c",
        find: "  {\"dump\", str_dump},\n",
        replace: "",
    },
    Edit {
        name: "%p is refused",
        file: "lstrlib.c",
        find: "        case 'p': {\n          const void *p = lua_topointer(L, arg);\n",
        replace: "        case 'p': {\n          const void *p = NULL;\n          luaL_error(L, \"'%%p' is not available: addresses differ from run to run\");\n",
    },
];
