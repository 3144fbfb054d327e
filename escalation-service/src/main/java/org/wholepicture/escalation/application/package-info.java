/** What can be done: raise a disagreement, resolve it, read it, learn who works with whom. */
@NullMarked
package org.wholepicture.escalation.application;

import org.jspecify.annotations.NullMarked;
