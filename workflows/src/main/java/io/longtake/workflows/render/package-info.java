/** The render workflow: submits one render, polls it, downloads and delivers its film, and reports to the session. */
package io.longtake.workflows.render;
