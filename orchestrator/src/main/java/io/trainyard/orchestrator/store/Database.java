package io.trainyard.orchestrator.store;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/** Runs statements on the transaction's connection, or on one of its own where there is none. */
@ApplicationScoped
public class Database {
    /** Otherwise the driver begins with text, and changes over at the fifth use of a statement. */
    private static final int BINARY_AT_ONCE = -1;

    private final AgroalDataSource dataSource;

    Database(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Reads the current row of a result. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * A parameter that is an array of a PostgreSQL type.
     *
     * @param type such as {@code uuid}
     */
    record Array(String type, List<? extends @Nullable Object> elements) {
        static Array of(String type, Collection<? extends @Nullable Object> elements) {
            return new Array(type, elements.stream().map(Database::convert).toList());
        }

        /** An array with one element a row. */
        static <T> Array column(
                String type, List<T> rows, Function<T, ? extends @Nullable Object> element) {
            return of(type, rows.stream().map(element).toList());
        }
    }

    /** All rows, in the order of the statement. */
    <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
                result.add(reader.read(rows));
            }
            return result;
        } catch (SQLException failure) {
            throw new StoreException(failure);
        }
    }

    /** Reads the current row of a result and keeps nothing of it here. */
    interface RowVisitor {
        void visit(ResultSet row) throws SQLException;
    }

    /**
     * Visits all rows, in the order of the statement, in the driver's binary form. Within a
     * transaction only so many are in memory at a time.
     */
    void scan(String sql, int rowsAtATime, RowVisitor visitor, @Nullable Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(BINARY_AT_ONCE);
            statement.setFetchSize(rowsAtATime);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    visitor.visit(rows);
                }
            }
        } catch (SQLException failure) {
            throw new StoreException(failure);
        }
    }

    /** The first row, if there is one. */
    <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        return query(sql, reader, parameters).stream().findFirst();
    }

    /** The number of rows changed. */
    int update(String sql, @Nullable Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException failure) {
            throw new StoreException(failure);
        }
    }

    private static PreparedStatement prepare(
            Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int index = 0; index < parameters.length; index++) {
            Object parameter = parameters[index];
            if (parameter instanceof Array array) {
                statement.setArray(
                        index + 1,
                        connection.createArrayOf(array.type(), array.elements().toArray()));
            } else {
                statement.setObject(index + 1, convert(parameter));
            }
        }
        return statement;
    }

    /** The driver takes times with an offset, and enums by name. */
    private static @Nullable Object convert(@Nullable Object value) {
        return switch (value) {
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case Enum<?> constant -> constant.name();
            case null, default -> value;
        };
    }
}
