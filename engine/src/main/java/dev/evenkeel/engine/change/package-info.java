// SPDX-License-Identifier: Apache-2.0

/// Changes to production, whatever brought them: how each turned out, and DORA's measures over many.
@NullMarked
package dev.evenkeel.engine.change;

import org.jspecify.annotations.NullMarked;
