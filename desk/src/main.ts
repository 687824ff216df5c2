import { mount } from "svelte";
import "./styles/tokens.css";
import "./styles/page.css";
import "./styles/parts.css";
import App from "./App.svelte";
import { start } from "./theme";

start();
const place = document.getElementById("desk");
if (place) mount(App, { target: place });
