// SPDX-License-Identifier: Apache-2.0

/// Diagnostic rules: turn facts about machine, server, database and streams into findings with remedies.
@NullMarked
package dev.evenkeel.engine.doctor;

import org.jspecify.annotations.NullMarked;
