// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import org.springframework.stereotype.Component;

/// What an assessment may be made from beside its order.
///
/// @param histories what the server's own records know of services
/// @param cases that are kept
@Component
record AssessmentInputs(OwnHistoryQueries histories, RiskCaseService cases) {}
