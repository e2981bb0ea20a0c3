// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.files.json.JsonObjectReader;
import java.util.List;
import java.util.Set;

/// The rules of an indicator.
final class OpenSloSliValidator {
    private OpenSloSliValidator() {}

    static void check(JsonObjectReader spec) {
        spec.only(Set.of("description", "thresholdMetric", "ratioMetric"));
        OpenSloFieldReader.exactlyOne(spec, List.of("thresholdMetric", "ratioMetric"))
                .ifPresent(kind -> {
                    if (kind.equals("thresholdMetric")) {
                        source(spec.object(kind));
                    } else {
                        ratio(spec.object(kind));
                    }
                });
    }

    private static void ratio(JsonObjectReader ratio) {
        if (ratio.find("raw") != null || ratio.find("rawType") != null) {
            ratio.only(Set.of("counter", "raw", "rawType"));
            ratio.truth("counter", false);
            OpenSloFieldReader.oneOf(ratio, "rawType", List.of("success", "failure"));
            part(ratio, "raw");
            return;
        }
        ratio.only(Set.of("counter", "good", "bad", "total"));
        if (ratio.find("counter") == null) {
            OpenSloFieldReader.fault(ratio, "counter", "is missing", "write true when the metrics only ever grow");
        }
        ratio.truth("counter", false);
        OpenSloFieldReader.exactlyOne(ratio, List.of("good", "bad")).ifPresent(kind -> part(ratio, kind));
        part(ratio, "total");
    }

    private static void part(JsonObjectReader ratio, String name) {
        if (ratio.find(name) == null) {
            OpenSloFieldReader.fault(ratio, name, "is missing", "say where its numbers come from");
        } else {
            source(ratio.object(name));
        }
    }

    private static void source(JsonObjectReader metric) {
        metric.only(Set.of("metricSource"));
        JsonObjectReader source = metric.object("metricSource").only(Set.of("metricSourceRef", "type", "spec"));
        if (source.find("metricSourceRef") == null && source.find("type") == null) {
            source.faults()
                    .add(
                            source.pointer(),
                            "needs metricSourceRef or type",
                            "name a DataSource, or write its type here");
        }
        if (source.find("metricSourceRef") != null) {
            OpenSloFieldReader.name(source, "metricSourceRef");
        }
        source.text("type", "");
        if (source.find("spec") == null || source.object("spec").object() == null) {
            OpenSloFieldReader.fault(source, "spec", "is missing", "say what to ask the source");
        }
    }
}
