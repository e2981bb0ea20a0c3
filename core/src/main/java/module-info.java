// SPDX-License-Identifier: Apache-2.0

/// Shared code of SDK and server: flags and their evaluation, outcome measurements, statistics, and the wire
/// protocol between the two.
module dev.evenkeel.core {
    requires static transitive org.jspecify;
    requires tools.jackson.core;
    requires HdrHistogram;

    exports dev.evenkeel.core.flag;
    exports dev.evenkeel.core.flag.split;
    exports dev.evenkeel.core.stats;
    exports dev.evenkeel.core.telemetry;
    exports dev.evenkeel.core.wire;
    exports dev.evenkeel.core.wire.codec;
}
