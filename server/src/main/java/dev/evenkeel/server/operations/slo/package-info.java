// SPDX-License-Identifier: Apache-2.0

/// SLOs in OpenSLO format: definitions, evaluation, error budgets, burn alerts and the budget gate.
@NullMarked
package dev.evenkeel.server.operations.slo;

import org.jspecify.annotations.NullMarked;
