// SPDX-License-Identifier: Apache-2.0

/// Tests of changes.
@NullMarked
package dev.evenkeel.server.change;

import org.jspecify.annotations.NullMarked;
