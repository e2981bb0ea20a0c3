// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

/// What a technology is; each kind has a quadrant of the radar.
public enum TechnologyKind {
    /// A way of working or of building.
    TECHNIQUE,
    /// What people build, test and operate with.
    TOOL,
    /// What services run on or store in: databases, brokers, clouds.
    PLATFORM,
    /// What services are written in or with, libraries among it.
    LANGUAGE_OR_FRAMEWORK
}
