// SPDX-License-Identifier: Apache-2.0

/// The SDK of Evenkeel for services: flags, guarded changes and the reporting of their outcomes.
module dev.evenkeel.sdk {
    requires transitive dev.evenkeel.core;
    requires static transitive org.jspecify;
    requires java.net.http;
    requires HdrHistogram;

    exports dev.evenkeel.sdk;
    exports dev.evenkeel.sdk.store;
    exports dev.evenkeel.sdk.testing;
}
