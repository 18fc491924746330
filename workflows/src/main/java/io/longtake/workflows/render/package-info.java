/** The render workflow: submit one render, poll it, download and deliver its film, and report to the session. */
package io.longtake.workflows.render;
