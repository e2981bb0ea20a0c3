// SPDX-License-Identifier: Apache-2.0

/// Evenkeel in a service: flags, guarded changes and the report of their outcomes.
module dev.evenkeel.sdk {
    requires transitive dev.evenkeel.core;
    requires static transitive org.jspecify;
    requires java.net.http;
    requires HdrHistogram;

    exports dev.evenkeel.sdk;
    exports dev.evenkeel.sdk.store;
    exports dev.evenkeel.sdk.testing;
}
