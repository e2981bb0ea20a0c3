// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation;

import com.zaxxer.hikari.HikariConfig;
import dev.evenkeel.server.foundation.database.DatabaseClock;
import dev.evenkeel.server.foundation.database.DatabaseProvider;
import dev.evenkeel.server.foundation.database.DualPoolDataSource;
import dev.evenkeel.server.foundation.web.JsonErrorValve;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.LongSupplier;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// Wires what every feature stands on. The only place of the server that reads the system's clocks.
@Configuration(proxyBeanMethods = false)
class FoundationConfiguration {
    private static final long CONNECTION_TIMEOUT_MILLIS = 3_000;
    /*
     * A server that stands still in the middle of a transaction loses it, so that others get at what it locked. Asking
     * Prometheus takes up to 10 s of one.
     */
    private static final String LET_GO = "set idle_in_transaction_session_timeout = '30s'";

    /// The clock for instants.
    @Bean
    DatabaseClock clock(LongSupplier nanoTicker) {
        return new DatabaseClock(Clock.systemUTC(), nanoTicker);
    }

    /// The ticker for durations, in nanoseconds.
    @Bean
    LongSupplier nanoTicker() {
        return System::nanoTime;
    }

    /// What is scraped.
    @Bean(destroyMethod = "close")
    PrometheusMeterRegistry scraped() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    /// Meters of this process, and of whoever adds theirs, for whoever reads them.
    @Bean
    @Primary
    CompositeMeterRegistry meters(PrometheusMeterRegistry scraped) {
        var meters = new CompositeMeterRegistry();
        meters.add(scraped);
        List.of(new JvmMemoryMetrics(), new JvmThreadMetrics(), new ProcessorMetrics(), new UptimeMetrics())
                .forEach(binder -> binder.bindTo(meters));
        return meters;
    }

    @Bean(destroyMethod = "close")
    JvmGcMetrics garbageCollection(CompositeMeterRegistry meters) {
        var collection = new JvmGcMetrics();
        collection.bindTo(meters);
        return collection;
    }

    @Bean(destroyMethod = "close")
    DualPoolDataSource dataSource(DatabaseProvider database, CompositeMeterRegistry meters) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setMinimumIdle(2);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.setConnectionInitSql(LET_GO);
        config.addDataSourceProperty("ApplicationName", "evenkeel");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.setMetricRegistry(meters);
        return new DualPoolDataSource(config);
    }

    /// Bodies are read by [dev.evenkeel.server.foundation.web.RequestBodyFilter] only, never by the web server
    /// on the way to a parameter.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> noForms() {
        return factory -> factory.addConnectorCustomizers(connector -> connector.setParseBodyMethods(""));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> jsonErrors() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof org.apache.catalina.core.StandardHost host) {
                host.setErrorReportValveClass(JsonErrorValve.class.getName());
            }
        });
    }
}
