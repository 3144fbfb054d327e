/**
 * What alert-service does: hears facts, folds them into alerts, tells people, takes their
 * acknowledgement. The only place where transactions open.
 */
@NullMarked
package org.wholepicture.alert.application;

import org.jspecify.annotations.NullMarked;
