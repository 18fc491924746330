/** Records for the responses of the backend. Fields and codes of the contract appear only here. */
@NullMarked
package io.longtake.activities.nemo.answer;

import org.jspecify.annotations.NullMarked;
