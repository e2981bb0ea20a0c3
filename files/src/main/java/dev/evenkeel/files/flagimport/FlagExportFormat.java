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

    void importFlags(FlagExport export, DefinitionBuilder draft) {
        switch (this) {
            case FLAGD -> FlagdImporter.importFlags(export, draft);
            case UNLEASH -> UnleashImporter.importFlags(export, draft);
            case LAUNCHDARKLY -> LaunchDarklyImporter.importFlags(export, draft);
            case GROWTHBOOK -> GrowthBookImporter.importFlags(export, draft);
        }
    }
}
