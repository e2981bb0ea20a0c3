// SPDX-License-Identifier: Apache-2.0

/// Changes to production from any source: their outcome by a stated rule, and DORA metrics over many changes.
@NullMarked
package dev.evenkeel.engine.change;

import org.jspecify.annotations.NullMarked;
