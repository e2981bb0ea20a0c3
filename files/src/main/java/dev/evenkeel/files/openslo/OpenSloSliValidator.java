// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.files.json.JsonObjectReader;
import java.util.List;
import java.util.Set;

/// A validator of SLIs.
final class OpenSloSliValidator {
    private OpenSloSliValidator() {}

    static void validate(JsonObjectReader spec) {
        spec.rejectUnknownFields(Set.of("description", "thresholdMetric", "ratioMetric"));
        OpenSloFieldReader.requireExactlyOne(spec, List.of("thresholdMetric", "ratioMetric"))
                .ifPresent(kind -> {
                    if (kind.equals("thresholdMetric")) {
                        validateSource(spec.object(kind));
                    } else {
                        validateRatio(spec.object(kind));
                    }
                });
    }

    private static void validateRatio(JsonObjectReader ratio) {
        if (ratio.find("raw") != null || ratio.find("rawType") != null) {
            ratio.rejectUnknownFields(Set.of("counter", "raw", "rawType"));
            ratio.bool("counter", false);
            OpenSloFieldReader.requireOneOf(ratio, "rawType", List.of("success", "failure"));
            validatePart(ratio, "raw");
            return;
        }
        ratio.rejectUnknownFields(Set.of("counter", "good", "bad", "total"));
        if (ratio.find("counter") == null) {
            ratio.addError("counter", "is missing", "use true for metrics that only increase");
        }
        ratio.bool("counter", false);
        OpenSloFieldReader.requireExactlyOne(ratio, List.of("good", "bad"))
                .ifPresent(kind -> validatePart(ratio, kind));
        validatePart(ratio, "total");
    }

    private static void validatePart(JsonObjectReader ratio, String name) {
        if (ratio.find(name) == null) {
            ratio.addError(name, "is missing", "set its metric source");
        } else {
            validateSource(ratio.object(name));
        }
    }

    private static void validateSource(JsonObjectReader metric) {
        metric.rejectUnknownFields(Set.of("metricSource"));
        JsonObjectReader source =
                metric.object("metricSource").rejectUnknownFields(Set.of("metricSourceRef", "type", "spec"));
        if (source.find("metricSourceRef") == null && source.find("type") == null) {
            source.errors()
                    .add(
                            source.pointer(),
                            "must have metricSourceRef or type",
                            "reference a DataSource, or set the type");
        }
        if (source.find("metricSourceRef") != null) {
            OpenSloFieldReader.requireName(source, "metricSourceRef");
        }
        source.text("type", "");
        if (source.find("spec") == null || source.object("spec").object() == null) {
            source.addError("spec", "is missing", "set the query");
        }
    }
}
