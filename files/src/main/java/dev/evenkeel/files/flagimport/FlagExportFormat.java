// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

/// A flag system whose exports can be imported.
public enum FlagExportFormat {
    /// A flagd definition, with flags as a map or as an array.
    FLAGD,

    /// Unleash: the response for its SDKs, or the export of its console.
    UNLEASH,

    /// LaunchDarkly: responses of its REST API, or the data file of its SDKs.
    LAUNCHDARKLY,

    /// GrowthBook: the response for its SDKs.
    GROWTHBOOK;

    void importFlags(FlagExport export, DefinitionBuilder builder) {
        switch (this) {
            case FLAGD -> FlagdImporter.importFlags(export, builder);
            case UNLEASH -> UnleashImporter.importFlags(export, builder);
            case LAUNCHDARKLY -> LaunchDarklyImporter.importFlags(export, builder);
            case GROWTHBOOK -> GrowthBookImporter.importFlags(export, builder);
        }
    }
}
