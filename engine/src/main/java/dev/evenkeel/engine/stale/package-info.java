// SPDX-License-Identifier: Apache-2.0

/// When a flag has done its work: the verdict from its age, its use and the code that names it.
@NullMarked
package dev.evenkeel.engine.stale;

import org.jspecify.annotations.NullMarked;
