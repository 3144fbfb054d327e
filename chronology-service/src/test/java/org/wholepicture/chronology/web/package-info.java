/** Tests of what pages and files say, without a server. */
@NullMarked
package org.wholepicture.chronology.web;

import org.jspecify.annotations.NullMarked;
