/** The API for bearer tokens. */
@NullMarked
package org.wholepicture.escalation.rest;

import org.jspecify.annotations.NullMarked;
