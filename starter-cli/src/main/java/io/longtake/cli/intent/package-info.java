/** What a sentence in a chat asks for, told by its meaning. */
package io.longtake.cli.intent;
