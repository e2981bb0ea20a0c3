// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation;

import com.zaxxer.hikari.HikariConfig;
import dev.evenkeel.files.json.DocumentJsonModule;
import dev.evenkeel.server.foundation.database.ConvertingJdbcClient;
import dev.evenkeel.server.foundation.database.DatabaseClock;
import dev.evenkeel.server.foundation.database.DatabaseUrlProvider;
import dev.evenkeel.server.foundation.database.GuardAndRequestPoolDataSource;
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
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The configuration of the infrastructure that all features share. No other class of the server reads the
/// system clocks.
@Configuration(proxyBeanMethods = false)
class FoundationConfiguration {
    private static final long CONNECTION_TIMEOUT_MILLIS = 3_000;
    /*
     * If a server freezes in the middle of a transaction, PostgreSQL aborts the transaction and releases its
     * locks. Queries to Prometheus take up to 10 s of a transaction.
     */
    private static final String LET_GO = "set idle_in_transaction_session_timeout = '30s'";

    /// Creates the clock for instants.
    @Bean
    DatabaseClock clock(LongSupplier nanoTicker) {
        return new DatabaseClock(Clock.systemUTC(), nanoTicker);
    }

    /// Creates the ticker for durations, in nanoseconds.
    @Bean
    LongSupplier nanoTicker() {
        return System::nanoTime;
    }

    /// Creates the module that serializes plans and other documents in responses.
    @Bean
    DocumentJsonModule documentJsonModule() {
        return new DocumentJsonModule();
    }

    /// Creates the registry that the metrics endpoint exposes.
    @Bean(destroyMethod = "close")
    PrometheusMeterRegistry scraped() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    /// Creates the registry of this process's meters. Further registries can be added to it.
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
    GuardAndRequestPoolDataSource dataSource(DatabaseUrlProvider database, CompositeMeterRegistry meters) {
        HikariConfig config = new HikariConfig();
        config.setMinimumIdle(2);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.setConnectionInitSql(LET_GO);
        config.addDataSourceProperty("ApplicationName", "evenkeel");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.setMetricRegistry(meters);
        return new GuardAndRequestPoolDataSource(config, database::jdbcUrl);
    }

    @Bean
    JdbcClient jdbcClient(NamedParameterJdbcTemplate jdbc) {
        return new ConvertingJdbcClient(JdbcClient.create(jdbc));
    }

    /// Disables form parsing in Tomcat, so that only
    /// [dev.evenkeel.server.foundation.web.RequestBodyBufferingFilter] reads request bodies.
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
