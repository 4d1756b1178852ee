namespace Netralitas.Gateway.Traffic;

/// <summary>How a call left the queue.</summary>
internal enum Turn
{
    /// <summary>It has a place and gives it back with <see cref="FairQueue.Leave"/>.</summary>
    Granted,

    /// <summary>It has none: its memory was needed, for its source had most waiting, or no time was left to use a place.</summary>
    TurnedAway,
}

/// <summary>Gives a few places to many callers: sources by turns, and of one source first those who paid. Safe to call from several threads.</summary>
/// <remarks>
/// A source never has more than half of the places, so that another one finds some free whatever the first does. Nobody is refused as long as the memory lasts; then
/// the source that has most in it loses its latest call. Time does not pass here: whoever does not want to wait any longer cancels.
/// </remarks>
internal sealed class FairQueue(int atOnce, long mostBytes)
{
    // Of one source three that paid go before one that did not: paying helps, and not paying only takes longer.
    private const int PaidBeforeUnpaid = 3;

    private readonly Lock gate = new();
    private readonly Dictionary<SourceKey, Line> lines = [];
    private readonly LinkedList<Line> turns = new();
    private readonly int mostOfOneSource = Math.Max(1, atOnce / 2);
    private int free = atOnce;
    private long waitingBytes;
    private int waiting;

    /// <summary>Calls that wait now.</summary>
    internal int Waiting => Volatile.Read(ref waiting);

    /// <summary>Takes a place if one is there for the source at once.</summary>
    /// <param name="source">Whose call it is.</param>
    internal bool TryEnter(SourceKey source)
    {
        lock (gate)
        {
            var line = LineOf(source);
            var isTaken = TryTake(line);
            Forget(line);
            return isTaken;
        }
    }

    /// <summary>Waits for a place.</summary>
    /// <param name="source">Whose call it is.</param>
    /// <param name="bytes">Memory that it takes while it waits.</param>
    /// <param name="hasPaid">Whether it goes before those of the same source that have not.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; no place is held.</exception>
    internal ValueTask<Turn> EnterAsync(SourceKey source, long bytes, bool hasPaid, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (gate)
        {
            var line = LineOf(source);
            if (TryTake(line))
            {
                return ValueTask.FromResult(Turn.Granted);
            }

            if (!MakeRoom(line, bytes))
            {
                Forget(line);
                return ValueTask.FromResult(Turn.TurnedAway);
            }

            waiter = new Waiter(this, line, bytes, hasPaid);
            Add(waiter);
        }

        return new ValueTask<Turn>(waiter.WaitAsync(cancel));
    }

    /// <summary>Gives a place back, to whoever's turn it is.</summary>
    internal void Leave(SourceKey source)
    {
        lock (gate)
        {
            var line = lines[source];
            line.Held--;
            free++;
            TakePart(line);
            Forget(line);
            Dispatch();
        }
    }

    private bool TryTake(Line line)
    {
        if (free == 0 || line.Held >= mostOfOneSource || line.Count > 0)
        {
            return false;
        }

        free--;
        line.Held++;
        return true;
    }

    private void Dispatch()
    {
        while (free > 0 && turns.First is { Value: var line } turn)
        {
            turns.Remove(turn);
            line.Turn = null;
            var waiter = line.Next(PaidBeforeUnpaid);
            Remove(waiter);
            free--;
            line.Held++;
            TakePart(line);
            waiter.Ended.TrySetResult(Turn.Granted);
        }
    }

    private void Add(Waiter waiter)
    {
        waiter.Line.Add(waiter);
        waitingBytes += waiter.Bytes;
        waiting++;
        TakePart(waiter.Line);
    }

    private void Remove(Waiter waiter)
    {
        waiter.Line.Remove(waiter);
        waitingBytes -= waiter.Bytes;
        waiting--;
    }

    private void Cancel(Waiter waiter)
    {
        lock (gate)
        {
            if (waiter.IsWaiting)
            {
                Remove(waiter);
                StandAside(waiter.Line);
                Forget(waiter.Line);
                waiter.Ended.TrySetCanceled();
            }
        }
    }

    private bool MakeRoom(Line own, long bytes)
    {
        while (waitingBytes + bytes > mostBytes)
        {
            var largest = lines.Values.MaxBy(line => line.Bytes)!;
            if (largest.Bytes <= own.Bytes + bytes)
            {
                return false;
            }

            var latest = largest.Latest!;
            Remove(latest);
            StandAside(largest);
            Forget(largest);
            latest.Ended.TrySetResult(Turn.TurnedAway);
        }

        return true;
    }

    // A line stands among the turns as long as somebody of it waits and it may have another place.
    private void TakePart(Line line)
    {
        if (line.Turn is null && line.Count > 0 && line.Held < mostOfOneSource)
        {
            line.Turn = turns.AddLast(line);
        }
    }

    private void StandAside(Line line)
    {
        if (line is { Turn: { } turn, Count: 0 })
        {
            turns.Remove(turn);
            line.Turn = null;
        }
    }

    private Line LineOf(SourceKey source)
    {
        if (!lines.TryGetValue(source, out var line))
        {
            lines[source] = line = new Line(source);
        }

        return line;
    }

    private void Forget(Line line)
    {
        if (line is { Count: 0, Held: 0 })
        {
            lines.Remove(line.Source);
        }
    }

    /// <summary>Those of one source.</summary>
    private sealed class Line(SourceKey source)
    {
        private readonly LinkedList<Waiter> paid = new();
        private readonly LinkedList<Waiter> unpaid = new();
        private int paidInARow;

        internal SourceKey Source => source;

        internal int Held { get; set; }

        internal long Bytes { get; private set; }

        internal int Count => paid.Count + unpaid.Count;

        internal LinkedListNode<Line>? Turn { get; set; }

        /// <summary>The one that is given up first.</summary>
        internal Waiter? Latest => (unpaid.Last ?? paid.Last)?.Value;

        internal Waiter Next(int paidBeforeUnpaid)
        {
            var isPaid = paid.Count > 0 && (unpaid.Count == 0 || paidInARow < paidBeforeUnpaid);
            paidInARow = isPaid ? paidInARow + 1 : 0;
            return (isPaid ? paid : unpaid).First!.Value;
        }

        internal void Add(Waiter waiter)
        {
            waiter.Place = (waiter.HasPaid ? paid : unpaid).AddLast(waiter);
            Bytes += waiter.Bytes;
        }

        internal void Remove(Waiter waiter)
        {
            (waiter.HasPaid ? paid : unpaid).Remove(waiter.Place!);
            waiter.Place = null;
            Bytes -= waiter.Bytes;
        }
    }

    private sealed class Waiter(FairQueue queue, Line line, long bytes, bool hasPaid)
    {
        internal Line Line => line;

        internal long Bytes => bytes;

        internal bool HasPaid => hasPaid;

        internal LinkedListNode<Waiter>? Place { get; set; }

        internal bool IsWaiting => Place is not null;

        internal TaskCompletionSource<Turn> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal async Task<Turn> WaitAsync(CancellationToken cancel)
        {
            await using var registration = cancel.UnsafeRegister(static waiter => ((Waiter)waiter!).Cancel(), this);
            return await Ended.Task;
        }

        private void Cancel() => queue.Cancel(this);
    }
}
