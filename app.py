"""The app's frame: which store is shown, and the pages.

`policygraph app` starts it; the variable POLICYGRAPH_STORE names the store's folder, or the address of an endpoint.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components import store
from components.frame import frame
from components.links import plain
from graph.console import store_of_environment
from graph.folder import check_usable
from graph.remote import is_address
from ontology.errors import PolicygraphError

page = frame()
place = store_of_environment()
try:
    if not is_address(place):
        check_usable(Path(place))
    store.use(place)
    page.run()
except PolicygraphError as error:  # an endpoint that is asked may fall silent at any time
    st.error(plain(str(error)))
