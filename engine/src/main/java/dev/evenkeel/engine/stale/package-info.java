// SPDX-License-Identifier: Apache-2.0

/// Detection of stale flags from age, usage and code references.
@NullMarked
package dev.evenkeel.engine.stale;

import org.jspecify.annotations.NullMarked;
