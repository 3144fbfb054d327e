/** The API under /v1: bearer tokens, JSON, problems. */
@NullMarked
package org.wholepicture.chronology.rest;

import org.jspecify.annotations.NullMarked;
