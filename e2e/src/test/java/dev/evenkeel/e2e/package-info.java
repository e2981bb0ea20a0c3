// SPDX-License-Identifier: Apache-2.0

/// Stories on the real programs: one test, one story.
@NullMarked
package dev.evenkeel.e2e;

import org.jspecify.annotations.NullMarked;
