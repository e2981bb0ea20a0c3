// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// The schema of a service's own history as serialized by [dev.evenkeel.files.risk.ServiceHistoryCodec].
///
/// @param noticed minutes until detection; left out when empty
record ServiceHistoryResponse(
        LocalDate asOf,
        String service,
        double weeks,
        List<HistoryChange> changes,
        Map<String, OtherServiceChangeCounts> otherServices,
        List<HistoryIncident> incidents,
        Map<String, HistoryTechnology> technologies,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Double> noticed) {
    /// @param factors left out when empty
    record HistoryChange(
            LocalDate on,
            String kind,
            String outcome,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> factors) {}

    record OtherServiceChangeCounts(long failed, long of) {}

    /// @param minutes duration of each part of the outage
    record HistoryIncident(LocalDate on, List<String> causes, boolean over, Map<String, Double> minutes) {}

    record HistoryTechnology(double hours, double incidents) {}
}
