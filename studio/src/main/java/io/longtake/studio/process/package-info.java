/** Child processes: foreign bytes meet native code there, and die there. */
package io.longtake.studio.process;
