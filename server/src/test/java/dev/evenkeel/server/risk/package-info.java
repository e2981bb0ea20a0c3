// SPDX-License-Identifier: Apache-2.0

/// Tests of risk assessments and of their gate.
@NullMarked
package dev.evenkeel.server.risk;

import org.jspecify.annotations.NullMarked;
