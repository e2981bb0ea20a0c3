// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import org.springframework.stereotype.Component;

/// The records, beside the request, from which an assessment can be created.
///
/// @param histories histories of services from the server's own records
/// @param cases stored risk cases
@Component
record AssessmentInputSources(ServiceHistoryQueries histories, RiskCaseService cases) {}
