// SPDX-License-Identifier: Apache-2.0

/// Spring configuration of the server's infrastructure: clock, meters, data source and Tomcat. The packages
/// below it are the lowest layer and use no feature.
@NullMarked
package dev.evenkeel.server.foundation;

import org.jspecify.annotations.NullMarked;
