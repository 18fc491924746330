/** Files on their way in: counted, named, looked at. */
package io.longtake.studio.upload;
