// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

/// A flag system whose exports can be read.
public enum FlagExportFormat {
    /// A definition of flagd, flags as a map or as an array.
    FLAGD,

    /// Unleash: what its SDKs get, or what its console exports.
    UNLEASH,

    /// LaunchDarkly: what its REST API answers, or the data file of its SDKs.
    LAUNCHDARKLY,

    /// GrowthBook: what its SDKs get.
    GROWTHBOOK;

    void read(FlagExport export, DefinitionBuilder draft) {
        switch (this) {
            case FLAGD -> FlagdImporter.read(export, draft);
            case UNLEASH -> UnleashImporter.read(export, draft);
            case LAUNCHDARKLY -> LaunchDarklyImporter.read(export, draft);
            case GROWTHBOOK -> GrowthBookImporter.read(export, draft);
        }
    }
}
