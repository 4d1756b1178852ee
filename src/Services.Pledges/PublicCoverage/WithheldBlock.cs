namespace Netralitas.Services.Pledges.PublicCoverage;

/// <summary>Rows and columns of a table whose cells are withheld where they cross. Pure.</summary>
/// <remarks>
/// Sums of rows and columns are known. In each row and each column of the block the withheld cells are at least two and together not small, so that a person can be thought from one cell of a row into another,
/// and another person back in another row, without any sum that is told being another: no small cell can be reckoned. Cells of the block that are empty must not be told to be empty.
/// </remarks>
internal sealed class WithheldBlock
{
    private readonly GroupCount[,] cells;
    private readonly Line rows;
    private readonly Line columns;

    private WithheldBlock(GroupCount[,] cells)
    {
        this.cells = cells;
        rows = new Line(cells.GetLength(0));
        columns = new Line(cells.GetLength(1));
    }

    /// <summary>Finds the block that hides the small cells of a table.</summary>
    /// <param name="cells">The table. What its rows and columns add up to is not small.</param>
    /// <param name="rowsFirst">Rows in the order in which they are added where more are needed.</param>
    /// <param name="columnsFirst">Columns, likewise.</param>
    /// <param name="rowsAlso">Rows that are in the block whatever they have.</param>
    /// <param name="columnsAlso">Columns, likewise.</param>
    /// <returns>Rows and columns by their places; none where nothing is small.</returns>
    internal static (IReadOnlySet<int> Rows, IReadOnlySet<int> Columns) Find(
        GroupCount[,] cells, IEnumerable<int> rowsFirst, IEnumerable<int> columnsFirst, IEnumerable<int> rowsAlso, IEnumerable<int> columnsAlso)
    {
        var block = new WithheldBlock(cells);
        foreach (var row in rowsAlso)
        {
            block.AddRow(row);
        }

        foreach (var column in columnsAlso)
        {
            block.AddColumn(column);
        }

        block.TakeSmall();
        block.Grow(new Queue<int>(rowsFirst), new Queue<int>(columnsFirst));
        return (block.rows.Taken, block.columns.Taken);
    }

    private void TakeSmall()
    {
        for (var row = 0; row < cells.GetLength(0); row++)
        {
            for (var column = 0; column < cells.GetLength(1); column++)
            {
                if (SmallGroups.IsSmall(cells[row, column]))
                {
                    AddRow(row);
                    AddColumn(column);
                }
            }
        }
    }

    private void Grow(Queue<int> spareRows, Queue<int> spareColumns)
    {
        while (rows.Taken.Count > 0 && columns.Taken.Count > 0)
        {
            var hasColumn = (columns.Taken.Count < 2 || rows.HasSmall) && Take(spareColumns, AddColumn);
            var hasRow = (rows.Taken.Count < 2 || columns.HasSmall) && Take(spareRows, AddRow);
            if (!hasColumn && !hasRow)
            {
                return;
            }
        }
    }

    private static bool Take(Queue<int> spare, Action<int> add)
    {
        if (!spare.TryDequeue(out var place))
        {
            return false;
        }

        add(place);
        return true;
    }

    private void AddRow(int row)
    {
        if (rows.Taken.Add(row))
        {
            for (var column = 0; column < columns.Sums.Length; column++)
            {
                columns.Sums[column] += cells[row, column];
            }
        }
    }

    private void AddColumn(int column)
    {
        if (columns.Taken.Add(column))
        {
            for (var row = 0; row < rows.Sums.Length; row++)
            {
                rows.Sums[row] += cells[row, column];
            }
        }
    }

    /// <summary>Which rows, or columns, are in the block; and of each what its cells in the block are together.</summary>
    private sealed class Line(int length)
    {
        internal HashSet<int> Taken { get; } = [];

        internal GroupCount[] Sums { get; } = new GroupCount[length];

        internal bool HasSmall => Taken.Any(place => SmallGroups.IsSmall(Sums[place]));
    }
}
