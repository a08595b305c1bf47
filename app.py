"""The app's frame: which store is shown, and the pages.

`policygraph app` starts it; the variable POLICYGRAPH_STORE names the store's folder.
"""

from __future__ import annotations

import streamlit as st

from components import store
from components.frame import frame
from graph.console import store_of_environment
from graph.folder import check_usable
from ontology.errors import PolicygraphError

page = frame()
path = store_of_environment()
try:
    check_usable(path)
except PolicygraphError as error:
    st.error(str(error))
    st.stop()
store.use(path)
page.run()
