// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

/// The kind of a technology; each has a quadrant of the radar.
public enum TechnologyKind {
    /// A way of working or of building.
    TECHNIQUE,
    /// Software for building, testing and operating.
    TOOL,
    /// What services run on or store data in: databases, brokers, clouds.
    PLATFORM,
    /// What services are written in or with, including libraries.
    LANGUAGE_OR_FRAMEWORK
}
