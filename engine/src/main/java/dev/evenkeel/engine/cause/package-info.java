// SPDX-License-Identifier: Apache-2.0

/// Ranking of incident causes by harm, with the uncertainty of the ranking and the expected savings of a fix.
@NullMarked
package dev.evenkeel.engine.cause;

import org.jspecify.annotations.NullMarked;
